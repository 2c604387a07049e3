package dev.watchstream.parser.recall;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a {@link LayoutTrie}: a stretch of bytes, and what follows it. */
final class LayoutNode<E extends PathEnd> {

  private static final long BYTES_OF_NODE = 160;
  private static final long BYTES_OF_HOLE = 40;

  /** What follows the bytes. */
  enum Then {
    HOLE,
    BRANCH,
    END
  }

  byte[] literal;

  /** The holes in the bytes that are closed. */
  List<Hole> closed;

  Then then;

  // A hole, and the node after it.

  Hole.Kind kind = Hole.Kind.READ;
  int part = Hole.UNREAD;
  @Nullable LayoutNode<E> next;

  // Branches, by the byte that each begins with.

  private byte[] firstBytes = {};
  private List<LayoutNode<E>> branches = List.of();

  // The end.

  @Nullable E end;

  LayoutNode(byte[] literal, List<Hole> closed, Then then) {
    this.literal = literal;
    this.closed = closed;
    this.then = then;
  }

  @Nullable LayoutNode<E> branch(byte b) {
    for (int i = 0; i < firstBytes.length; i++) {
      if (firstBytes[i] == b) {
        return branches.get(i);
      }
    }
    return null;
  }

  void addBranch(LayoutNode<E> branch) {
    firstBytes = Arrays.copyOf(firstBytes, firstBytes.length + 1);
    firstBytes[firstBytes.length - 1] = branch.literal[0];
    branches = new ArrayList<>(branches);
    branches.add(branch);
  }

  void setHole(Hole hole, LayoutNode<E> behind) {
    then = Then.HOLE;
    kind = hole.kind();
    part = hole.part();
    next = behind;
  }

  /** Moves what follows this node to a new one. The caller then sets what follows this node. */
  private LayoutNode<E> moveOn(byte[] newLiteral, List<Hole> newClosed) {
    LayoutNode<E> other = new LayoutNode<>(newLiteral, newClosed, then);
    other.kind = kind;
    other.part = part;
    other.next = next;
    other.firstBytes = firstBytes;
    other.branches = branches;
    other.end = end;
    next = null;
    firstBytes = new byte[0];
    branches = List.of();
    end = null;
    return other;
  }

  /**
   * Opens closed holes. Returns the chain of nodes that this one becomes, with itself as the first.
   */
  List<LayoutNode<E>> open(List<Hole> holes) {
    List<LayoutNode<E>> chain = new ArrayList<>(List.of(this));
    if (holes.isEmpty()) {
      return chain;
    }
    byte[] bytes = literal;
    List<Hole> all = closed;
    LayoutNode<E> last = moveOn(bytes, all);
    int from = 0;
    int index = 0;
    for (int i = 0; i <= holes.size(); i++) {
      LayoutNode<E> node = chain.get(i);
      int to = i < holes.size() ? holes.get(i).start() : bytes.length;
      node.literal = Arrays.copyOfRange(bytes, from, to);
      node.closed = new ArrayList<>();
      for (; index < all.size() && all.get(index).start() < to; index++) {
        node.closed.add(all.get(index).movedBy(-from));
      }
      if (i < holes.size()) {
        index++; // the one that is opened
        from = holes.get(i).end();
        boolean isLast = i + 1 == holes.size();
        LayoutNode<E> behind = isLast ? last : new LayoutNode<>(bytes, all, Then.HOLE);
        node.setHole(holes.get(i), behind);
        chain.add(behind);
      }
    }
    return chain;
  }

  /** Tells the ends of all paths through this node which parts are in holes now. */
  void tell(List<Hole> opened) {
    List<Hole> read = opened.stream().filter(hole -> hole.part() != Hole.UNREAD).toList();
    Deque<LayoutNode<E>> nodes = new ArrayDeque<>();
    if (!read.isEmpty()) {
      nodes.push(this);
    }
    while (!nodes.isEmpty()) {
      LayoutNode<E> node = nodes.pop();
      if (node.next != null) {
        nodes.push(node.next);
      }
      node.branches.forEach(nodes::push);
      if (node.end != null) {
        read.stream().mapToInt(Hole::part).forEach(node.end::opened);
      }
    }
  }

  /** Ends this node at one of its bytes: the rest becomes its first branch. */
  LayoutNode<E> fork(int at) {
    List<Hole> before = closed.stream().filter(hole -> hole.end() < at).toList();
    List<Hole> behind =
        closed.stream().filter(hole -> hole.start() > at).map(h -> h.movedBy(-at)).toList();
    LayoutNode<E> rest = moveOn(Arrays.copyOfRange(literal, at, literal.length), behind);
    literal = Arrays.copyOf(literal, at);
    closed = before;
    then = Then.BRANCH;
    addBranch(rest);
    return rest;
  }

  /** The memory that it takes, in bytes, roughly. */
  long size() {
    return BYTES_OF_NODE + literal.length + BYTES_OF_HOLE * closed.size();
  }
}
