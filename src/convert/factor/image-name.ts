/** Last part of a container image's name, without registry, tag and digest: `registry/ci/tox-v3:0.5` → `tox-v3`. */
export function imageName(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/, '');
}

/** What stays of an image's name when versions change: `node24-test-browser` → `node test browser`. */
export function imageFamily(image: string): string {
  return imageWords(image).join(' ');
}

/** The words of an image's name without versions: `composer-php83` → `composer`, `php`; `tox-v3` → `tox`. */
export function imageWords(image: string): string[] {
  const name = imageName(image).toLowerCase();
  const words = name.split(/[^a-z0-9]+/).map((word) => word.replace(/\d.*$/, ''));
  const named = words.filter((word) => word !== '' && word !== 'v');
  return named.length > 0 ? named : [name.replace(/[^a-z0-9]+/g, '-') || 'image'];
}
