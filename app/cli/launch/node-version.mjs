/*
 * Refuses a Node that is too old in one line. Imported first by every entry, and written in syntax
 * that an old Node can still read: it must run before anything newer is parsed.
 */
var parts = process.versions.node.split(".");

if (Number(parts[0]) * 1000 + Number(parts[1]) < 20019) {
  process.stderr.write(`Evenkeel needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
