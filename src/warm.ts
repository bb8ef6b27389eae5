/** Loads all that any process runs, so that Node keeps it compiled and the first start is as quick as the second. */
import '#app/commands.ts';
import '#roles/single.ts';
import './command-line.ts';
import './serve.ts';
