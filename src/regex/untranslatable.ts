/** RE2 cannot say what the pattern says; the message is the reason, for a person. Stays inside this folder: see `translate`. */
export class Untranslatable extends Error {}
