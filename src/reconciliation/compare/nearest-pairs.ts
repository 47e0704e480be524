/** Something that happened, on a line of time. */
export interface Timed {
  readonly id: string;
  readonly at: number;
}

export interface MatchWindow {
  /** How long before and after the one the other may lie, in milliseconds. */
  readonly beforeMs: number;
  readonly afterMs: number;
}

interface Node {
  readonly item: Timed;
  readonly isFirst: boolean;
  left: Node | null;
  right: Node | null;
  isTaken: boolean;
}

interface Pair {
  readonly left: Node;
  readonly right: Node;
  readonly distance: number;
}

/**
 * Pairs each of the first with at most one of the second that lies within the window around it: the nearest pair of all,
 * then the nearest of what is left, and so on. In O(n log n): two that are nearest stand side by side in the order of time.
 */
export function nearestPairs(
  first: readonly Timed[],
  second: readonly Timed[],
  window: MatchWindow,
): ReadonlyMap<string, string> {
  const heap = new PairHeap();
  const pairUp = (left: Node | null, right: Node | null): void => {
    if (!left || !right || left.isFirst === right.isFirst) return;
    const distance = right.item.at - left.item.at;
    if (distance <= (left.isFirst ? window.afterMs : window.beforeMs)) heap.push({ left, right, distance });
  };
  linked(first, second).forEach((node) => {
    pairUp(node, node.right);
  });
  const found = new Map<string, string>();
  for (let pair = heap.pop(); pair; pair = heap.pop()) {
    const { left, right } = pair;
    if (left.isTaken || right.isTaken) continue;
    left.isTaken = right.isTaken = true;
    const [one, other] = left.isFirst ? [left, right] : [right, left];
    found.set(one.item.id, other.item.id);
    if (left.left) left.left.right = right.right;
    if (right.right) right.right.left = left.left;
    pairUp(left.left, right.right);
  }
  return found;
}

function linked(first: readonly Timed[], second: readonly Timed[]): readonly Node[] {
  const nodeOf =
    (isFirst: boolean) =>
    (item: Timed): Node => ({ item, isFirst, left: null, right: null, isTaken: false });
  const nodes = [...first.map(nodeOf(true)), ...second.map(nodeOf(false))].sort(
    (one, other) => one.item.at - other.item.at || compareIds(one.item.id, other.item.id),
  );
  nodes.forEach((node, index) => {
    node.left = nodes[index - 1] ?? null;
    node.right = nodes[index + 1] ?? null;
  });
  return nodes;
}

function compareIds(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Nearest first; of equally near ones the earlier, by time and then by id. */
class PairHeap {
  private readonly pairs: Pair[] = [];

  push(pair: Pair): void {
    const { pairs } = this;
    let at = pairs.push(pair) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.isBefore(at, above)) return;
      this.swap(at, above);
      at = above;
    }
  }

  pop(): Pair | undefined {
    const { pairs } = this;
    const top = pairs[0];
    const last = pairs.pop();
    if (pairs.length === 0 || last === undefined) return top;
    pairs[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < pairs.length && this.isBefore(below, least)) least = below;
      }
      if (least === at) return top;
      this.swap(at, least);
      at = least;
    }
  }

  private isBefore(one: number, other: number): boolean {
    const [left, right] = [this.pairs[one], this.pairs[other]];
    if (!left || !right) return false;
    const order =
      left.distance - right.distance ||
      left.left.item.at - right.left.item.at ||
      compareIds(left.left.item.id, right.left.item.id);
    return order < 0;
  }

  private swap(one: number, other: number): void {
    const [left, right] = [this.pairs[one], this.pairs[other]];
    if (left && right) [this.pairs[one], this.pairs[other]] = [right, left];
  }
}
