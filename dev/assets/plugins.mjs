// What Frappe's sources expect of a bundler beyond esbuild's own: HTML templates, Sass with "~package", /assets URLs.
import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import autoprefixer from "autoprefixer";
import postcss from "postcss";
import rtlcss from "rtlcss";
import * as sass from "sass";

/** Addresses below /assets are served as they are. */
export function assetUrls() {
	return {
		name: "asset-urls",
		setup(build) {
			build.onResolve({ filter: /^\/assets\// }, ({ path }) => ({ path, external: true }));
		},
	};
}

/**
 * An imported .html file stores its text in frappe.templates under its name. As in Frappe's own builder a backslash stays
 * what it is in JavaScript: templates write \\' where they mean a quote.
 */
export function htmlTemplates() {
	return {
		name: "html-templates",
		setup(build) {
			build.onLoad({ filter: /\.html$/ }, async ({ path }) => {
				const text = (await readFile(path, "utf8")).replace(/`/g, "\\`").replace(/\$\{/g, "\\${");
				const name = JSON.stringify(basename(path, ".html"));
				return { contents: `frappe.templates[${name}] = \`${text}\`;\n`, loader: "js" };
			});
		},
	};
}

const compiled = new Map();

/** Sass → CSS → vendor prefixes (→ mirrored). Compiled once for both directions. */
export function styles({ nodeModules, roots, rtl = false }) {
	const importers = [
		{
			findFileUrl: (url) =>
				url.startsWith("~") ? pathToFileURL(resolve(nodeModules, url.slice(1))) : null,
		},
	];
	const options = { loadPaths: roots, importers, quietDeps: true, logger: sass.Logger.silent };
	const processor = postcss([autoprefixer(), ...(rtl ? [rtlcss()] : [])]);
	return {
		name: "styles",
		setup(build) {
			build.onLoad({ filter: /\.(scss|css)$/ }, async ({ path }) => {
				if (!compiled.has(path))
					compiled.set(
						path,
						path.endsWith(".scss") ? sass.compile(path, options).css : await readFile(path, "utf8")
					);
				const { css } = await processor.process(compiled.get(path), { from: path });
				return { contents: css, loader: "css", resolveDir: dirname(path) };
			});
		},
	};
}
