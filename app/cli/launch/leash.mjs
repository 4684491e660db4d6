/*
 * Preloaded into every child of a launcher (`node --import`): when the parent is gone, however it
 * ended, the channel closes and the child ends itself, so that no process outlives the command.
 */
if (process.send !== undefined) {
  process.on("disconnect", () => {
    setTimeout(() => process.exit(1), 5_000).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel?.unref();
}
