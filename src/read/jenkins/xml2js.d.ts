/**
 * The part of xml2js this project uses. Its `Parser` builds a sax parser (strict, or not) and drives it;
 * here the sax parser is driven directly, which keeps the order of elements and costs a third of the time.
 */
declare module 'xml2js/lib/parser.js' {
  export interface SaxTag {
    readonly name: string;
    readonly attributes: Record<string, string>;
  }

  export interface SaxParser {
    opt: { position?: boolean; strictEntities?: boolean };
    ENTITIES: Record<string, string>;
    trackPosition: boolean;
    /** Counted from 0, while positions are tracked. */
    line: number;
    error: Error | null;
    onopentag: (tag: SaxTag) => void;
    onclosetag: (name: string) => void;
    ontext: (text: string) => void;
    oncdata: (text: string) => void;
    ondoctype: (text: string) => void;
    onerror: (error: Error) => void;
    onend: () => void;
    write(text: string): this;
    close(): this;
  }

  export class Parser {
    constructor(options?: { strict?: boolean });
    saxParser: SaxParser;
  }
}
