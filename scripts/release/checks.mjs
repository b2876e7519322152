// The conditions for a release. Each check returns a sentence for each problem.

// npm packs these whatever `files` says.
const ALWAYS_PACKED = ['LICENSE', 'README.md', 'package.json'];
const NAMED_CHANGES = 5;

/**
 * @param {object} release
 * @param {string} release.status what `git status --porcelain` printed
 * @param {object} release.manifest package.json
 * @param {string} release.cargo Cargo.toml
 * @param {string} release.changelog CHANGELOG.md
 * @param {string[]} release.packed the paths in the tarball
 * @param {string} [release.tag] the git tag that is being published
 * @returns {string[]} the problems
 */
export function problems(release) {
  return [tree, versions, newestHeading, tag, manifest, contents].flatMap((check) => check(release));
}

function tree({ status }) {
  const changes = status.split('\n').filter(Boolean);
  if (changes.length === 0) return [];
  const first = changes.slice(0, NAMED_CHANGES).map((line) => line.trim()).join(', ');
  const others = changes.length > NAMED_CHANGES ? ` and ${changes.length - NAMED_CHANGES} more` : '';
  return [`The git tree is not clean (${first}${others}): commit or discard the changes.`];
}

function versions({ manifest: { version }, cargo }) {
  const [, ours] = cargo.match(/^\[workspace\.package\]\n(?:[^[\n].*\n|\n)*?version = "([^"]+)"/m) ?? [];
  if (ours === version) return [];
  return [`Cargo.toml has version ${ours}, package.json ${version}: they must be the same.`];
}

function newestHeading({ manifest: { version }, changelog }) {
  const [heading] = changelog.match(/^## .+$/m) ?? ['nothing'];
  const [, named] = heading.match(/^## \[(.+)\] - \d{4}-\d{2}-\d{2}$/) ?? [];
  if (named === version) return [];
  return [`The newest heading of CHANGELOG.md is "${heading}": it must be "## [${version}] - YYYY-MM-DD".`];
}

function tag({ manifest: { version }, tag: name }) {
  if (name === undefined || name === `v${version}`) return [];
  return [`The tag is ${name}: it must be v${version}, the version in package.json.`];
}

function manifest({ manifest: { private: isPrivate, publishConfig, repository } }) {
  const wrong = [];
  if (isPrivate) wrong.push('package.json says "private": npm would refuse to publish it.');
  if (publishConfig?.provenance !== true) wrong.push('package.json lacks "provenance": true in "publishConfig".');
  if (!repository?.url) wrong.push('package.json lacks "repository" with the "url" of this repository: npm refuses provenance without it.');
  return wrong;
}

function contents({ manifest: { files }, packed }) {
  const wanted = [...files, ...ALWAYS_PACKED];
  const missing = wanted.filter((entry) => !packed.some((path) => isNamed(path, entry)));
  const extra = packed.filter((path) => !wanted.some((entry) => isNamed(path, entry)));
  return [
    ...missing.map((entry) => `The tarball lacks ${entry}: run "npm run build", or remove it from "files" in package.json.`),
    ...extra.map((path) => `The tarball has ${path}, which "files" in package.json does not name.`),
  ];
}

/** An entry of `files` is a file, a folder, or all files of a folder with one extension (`docs/*.md`). */
function isNamed(path, entry) {
  const [folder, ending] = entry.split('*');
  if (ending) return path.startsWith(folder) && path.endsWith(ending) && !path.slice(folder.length).includes('/');
  return path === entry || path.startsWith(`${entry}/`);
}
