// Builds the Desk's bundles: node build.mjs BENCH APP...
//
// Every public/**/*.bundle.{js,ts,css,scss} of the apps becomes sites/assets/<app>/dist/{js,css,css-rtl}/NAME.HASH.ext;
// assets.json and assets-rtl.json map the bundle's name to that address. Entries of apps not named stay as they are.
// Files of an earlier build are removed only after the new map is written, so a page being opened finds its bundles.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import esbuild from "esbuild";
import glob from "fast-glob";
import { assetUrls, htmlTemplates, styles } from "./plugins.mjs";
import { vueComponents } from "./vue.mjs";

// esbuild has already told what is wrong with a source; anything else is told here.
process.on("uncaughtException", (error) => {
	if (!error.errors) console.error(error);
	process.exit(1);
});

const [bench, ...apps] = process.argv.slice(2);
const assets = resolve(bench, "sites", "assets");
const appRoots = readFileSync(resolve(bench, "sites", "apps.txt"), "utf8")
	.split("\n")
	.filter(Boolean)
	.map((app) => resolve(bench, "apps", app));
const nodeModules = resolve(process.cwd(), "node_modules");
const paths = { nodeModules, roots: [nodeModules, ...appRoots] };

const shared = {
	bundle: true,
	minify: true,
	write: false,
	metafile: true,
	outdir: assets,
	entryNames: "[dir]/[name].[hash]",
	target: ["es2017"],
	logLevel: "error",
	nodePaths: paths.roots,
	define: {
		"process.env.NODE_ENV": '"production"',
		__VUE_OPTIONS_API__: "true",
		__VUE_PROD_DEVTOOLS__: "false",
	},
};

/** Entry points of one kind of file: output path without extension → source file. */
function entries(kind, folder) {
	const found = {};
	for (const app of apps) {
		const root = resolve(bench, "apps", app, app, "public");
		const ignore = ["**/node_modules/**", "**/dist/**"];
		for (const file of glob.sync(`**/*.bundle.{${kind}}`, { cwd: root, ignore })) {
			const name = basename(file).replace(/\.[a-z]+$/, "");
			found[`${app}/dist/${folder}/${name}`] = join(root, file);
		}
	}
	return found;
}

/** Bundle what there is of a kind; returns the output files with the name of the bundle each belongs to. */
async function build(kind, folder, plugins) {
	const entryPoints = entries(kind, folder);
	if (!Object.keys(entryPoints).length) return [];
	const { outputFiles } = await esbuild.build({ ...shared, entryPoints, plugins });
	return outputFiles.map(({ path, text }) => {
		const [, name, extension] = basename(path).match(/^(.*\.bundle)\.\w+\.(\w+)$/);
		return { path, text, name, extension };
	});
}

/** Styles of Vue components come as a file next to the script: the script sets them itself. */
function withVueStyles(files) {
	const scripts = files.filter((file) => file.extension === "js");
	for (const style of files.filter((file) => file.extension === "css")) {
		const script = scripts.find((file) => file.name === style.name && dirname(file.path) === dirname(style.path));
		script.text = `frappe.dom.set_style(${JSON.stringify(style.text)});\n${script.text}`;
	}
	return scripts;
}

/** Write the files, then the map; the map keeps the entries of other apps. */
function store(mapFile, files, key) {
	const file = join(assets, mapFile);
	const before = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
	const map = Object.fromEntries(
		Object.entries(before).filter(([, url]) => !apps.includes(url.split("/")[2]))
	);
	for (const { path, text, name, extension } of files) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
		map[key(name, extension)] = `/assets/${relative(assets, path)}`;
	}
	writeFileSync(`${file}.part`, JSON.stringify(map, null, 1));
	renameSync(`${file}.part`, file);
}

/** Remove what earlier builds of these apps left. */
function sweep(files) {
	const kept = new Set(files.map((file) => file.path));
	for (const app of apps)
		for (const file of glob.sync(`${app}/dist/{js,css,css-rtl}/*`, { cwd: assets, absolute: true }))
			if (!kept.has(resolve(file))) rmSync(file);
}

const scripts = withVueStyles(await build("js,ts", "js", [assetUrls(), htmlTemplates(), vueComponents()]));
console.log(`${scripts.length} scripts`);
const ltr = await build("css,scss", "css", [assetUrls(), styles(paths)]);
const rtl = await build("css,scss", "css-rtl", [assetUrls(), styles({ ...paths, rtl: true })]);
console.log(`${ltr.length} styles`);
store("assets.json", [...scripts, ...ltr], (name, extension) => `${name}.${extension}`);
store("assets-rtl.json", rtl, (name) => `rtl_${name}.css`);
sweep([...scripts, ...ltr, ...rtl]);
