// Vue 3 components for esbuild: script and template become one module, the styles a CSS import beside it.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as sass from "sass";
import { compileScript, compileStyleAsync, compileTemplate, parse } from "vue/compiler-sfc";

const STYLE = "?vue-style";

/** The component as a module whose default export is complete. */
function compile(path, source) {
	const { descriptor, errors } = parse(source, { filename: path });
	if (errors.length) throw errors[0];
	const id = createHash("sha256").update(path).digest("hex").slice(0, 8);
	const scoped = descriptor.styles.some((style) => style.scoped);
	const inline = Boolean(descriptor.scriptSetup);
	const templateOptions = { transformAssetUrls: false };
	const script = descriptor.script || descriptor.scriptSetup;
	const parts = [
		script
			? compileScript(descriptor, {
					id,
					inlineTemplate: inline,
					genDefaultAs: "component",
					isProd: true,
					templateOptions,
			  }).content
			: "const component = {};",
	];
	if (descriptor.template && !inline) {
		const options = { ...templateOptions, source: descriptor.template.content, filename: path, id, scoped };
		const template = compileTemplate({ ...options, isProd: true });
		if (template.errors.length) throw template.errors[0];
		parts.push(template.code, "component.render = render;");
	}
	if (scoped) parts.push(`component.__scopeId = "data-v-${id}";`);
	if (descriptor.styles.length) parts.unshift(`import ${JSON.stringify(path + STYLE)};`);
	parts.push("export default component;");
	const loader = script?.lang === "ts" ? "ts" : "js";
	return { id, styles: descriptor.styles, contents: parts.join("\n"), loader };
}

async function compileStyles(path, { id, styles }) {
	const parts = [];
	for (const { content, lang, scoped } of styles) {
		const source = lang === "scss" ? sass.compileString(content, { loadPaths: [dirname(path)] }).css : content;
		const { code, errors } = await compileStyleAsync({ filename: path, id: `data-v-${id}`, source, scoped });
		if (errors.length) throw errors[0];
		parts.push(code);
	}
	return parts.join("\n");
}

export function vueComponents() {
	const compiled = new Map();
	return {
		name: "vue-components",
		setup(build) {
			build.onLoad({ filter: /\.vue$/ }, async ({ path }) => {
				compiled.set(path, compile(path, await readFile(path, "utf8")));
				const { contents, loader } = compiled.get(path);
				return { contents, loader, resolveDir: dirname(path) };
			});
			build.onResolve({ filter: /\?vue-style$/ }, ({ path }) => ({
				path: path.slice(0, -STYLE.length),
				namespace: "vue-style",
			}));
			build.onLoad({ filter: /.*/, namespace: "vue-style" }, async ({ path }) => ({
				contents: await compileStyles(path, compiled.get(path)),
				loader: "css",
				resolveDir: dirname(path),
			}));
		},
	};
}
