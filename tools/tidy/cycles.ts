import { roomOf } from './arrows.ts';
import type { Finding, Module } from './tree.ts';

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Neither files nor rooms know one another in a circle, not even by types. */
export function checkCycles(modules: readonly Module[]): Finding[] {
  const files = graphOf(modules.flatMap(({ path, imports }) => imports.map(({ target }) => [path, target])));
  const rooms = graphOf(
    modules.flatMap(({ path, imports }) => imports.map(({ target }) => [roomOf(path), roomOf(target)])),
  );
  return [...describe('file-cycle', circlesOf(files)), ...describe('room-cycle', circlesOf(rooms))];
}

function describe(rule: string, circles: readonly (readonly string[])[]): Finding[] {
  return circles.map((circle) => ({ rule, where: circle[0]!, why: circle.join(' → ') }));
}

function graphOf(
  edges: readonly (readonly [string | undefined, string | undefined] | (string | undefined)[])[],
): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    if (from === undefined || to === undefined || from === to) continue;
    graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }
  return graph;
}

/** One circle for each way back that a walk in depth meets. */
function circlesOf(graph: Graph): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string) => {
    const back = path.indexOf(node);
    if (back >= 0) circles.push([...path.slice(back), node]);
    if (back >= 0 || done.has(node)) return;
    path.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    path.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return circles;
}
