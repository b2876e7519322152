import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from '../../scripts/release/checks.mjs';

const cargo = `[workspace]
members = ["sandbox"]

[workspace.package]
edition = "2024"
version = "1.2.3"

[package]
version.workspace = true
`;
const good = {
  status: '',
  manifest: {
    version: '1.2.3',
    publishConfig: { provenance: true },
    repository: { type: 'git', url: 'git+https://example.com/client.git' },
    files: ['pkg/index.js', 'docs/*.md', 'examples'],
  },
  cargo,
  changelog: '# Changelog\n\n## [1.2.3] - 2026-11-25\n\n### Added\n\n## [1.2.2] - 2026-10-01\n',
  packed: ['LICENSE', 'README.md', 'docs/options.md', 'examples/lib/zip.mjs', 'package.json', 'pkg/index.js'],
  tag: 'v1.2.3',
};
const withManifest = (fields) => ({ ...good, manifest: { ...good.manifest, ...fields } });

test('a correct release has no problems, with its tag and before there is one', () => {
  assert.deepEqual(problems(good), []);
  assert.deepEqual(problems({ ...good, tag: undefined }), []);
});

const bad = {
  'changed and new files': [
    { ...good, status: ' M README.md\n?? notes.txt\n' },
    /git tree is not clean \(M README\.md, \?\? notes\.txt\)/,
  ],
  'the first of many changes': [{ ...good, status: '?? new\n'.repeat(8) }, /\(\?\? new, .* and 3 more\)/],
  'another version in Cargo.toml': [
    { ...good, cargo: cargo.replace('1.2.3', '1.2.2') },
    /Cargo\.toml has version 1\.2\.2, package\.json 1\.2\.3/,
  ],
  "only a dependency's version in Cargo.toml": [
    { ...good, cargo: '[workspace.package]\nedition = "2024"\n\n[dependencies.log]\nversion = "1.2.3"\n' },
    /Cargo\.toml has version undefined/,
  ],
  'changes that are not released': [
    { ...good, changelog: `## [Unreleased]\n\n${good.changelog}` },
    /is "## \[Unreleased\]": it must be "## \[1\.2\.3\] - /,
  ],
  'another newest version': [{ ...good, changelog: '## [1.2.2] - 2026-10-01\n' }, /is "## \[1\.2\.2\] - 2026-10-01"/],
  'a version without a date': [{ ...good, changelog: '## [1.2.3]\n' }, /is "## \[1\.2\.3\]"/],
  'no heading': [{ ...good, changelog: '# Changelog\n' }, /is "nothing"/],
  "another version's tag": [{ ...good, tag: 'v1.2.4' }, /tag is v1\.2\.4: it must be v1\.2\.3/],
  'a private package': [withManifest({ private: true }), /"private"/],
  'no provenance': [withManifest({ publishConfig: { access: 'public' } }), /lacks "provenance": true/],
  'no publishConfig': [withManifest({ publishConfig: undefined }), /lacks "provenance": true/],
  'no repository': [withManifest({ repository: undefined }), /lacks "repository"/],
  'a file that was not built': [withManifest({ files: [...good.manifest.files, 'pkg/index.cjs'] }), /tarball lacks pkg\/index\.cjs/],
  'no licence': [{ ...good, packed: good.packed.filter((path) => path !== 'LICENSE') }, /tarball lacks LICENSE/],
  'no README': [{ ...good, packed: good.packed.filter((path) => path !== 'README.md') }, /tarball lacks README\.md/],
  'no pages': [{ ...good, packed: good.packed.filter((path) => path !== 'docs/options.md') }, /tarball lacks docs\/\*\.md/],
  'no examples': [{ ...good, packed: good.packed.filter((path) => !path.startsWith('examples/')) }, /tarball lacks examples/],
  'a page of the site': [{ ...good, packed: [...good.packed, 'docs/api/media/README.md'] }, /tarball has docs\/api\/media\/README\.md/],
  'a file too many': [{ ...good, packed: [...good.packed, 'src/lib.rs'] }, /tarball has src\/lib\.rs/],
};

for (const [title, [release, sentence]] of Object.entries(bad)) {
  test(`it reports ${title}`, () => {
    const found = problems(release);
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0], sentence);
  });
}
