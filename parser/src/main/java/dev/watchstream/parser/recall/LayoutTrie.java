package dev.watchstream.parser.recall;

import dev.watchstream.parser.bytes.Bytes;
import dev.watchstream.parser.bytes.JsonStrings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The layouts that Jackson has accepted at one place in the grammar. Each is a path from the root;
 * paths share their common beginnings, so a walk never tries one path after another.
 *
 * <p>Most holes always have the same content: names of fields, a namespace. Such a hole is closed:
 * its content is compared like the bytes around it, until other content is seen there. Jackson
 * would also accept bytes that differ from a path only in the content of its holes, so holes open
 * while walking.
 */
final class LayoutTrie<E extends PathEnd> {

  /** The input ends before the path does. */
  static final int MORE = JsonStrings.MORE;

  /** The input follows no path. */
  static final int NO = JsonStrings.NO;

  private static final int OPENED = -3;

  private final int maxNameLength;

  /** Whether the parts that are read are in open holes from the start. */
  private final boolean opensParts;

  private @Nullable LayoutNode<E> root;
  private @Nullable E reached;

  /** The memory that it takes, in bytes, roughly. */
  private long bytes;

  LayoutTrie(int maxNameLength, boolean opensParts) {
    this.maxNameLength = maxNameLength;
    this.opensParts = opensParts;
  }

  boolean isEmpty() {
    return root == null;
  }

  void clear() {
    root = null;
    reached = null;
    bytes = 0;
  }

  long bytes() {
    return bytes;
  }

  /** The end of the path that the last walk followed; that walk must have reached it. */
  E reached() {
    return Objects.requireNonNull(reached);
  }

  /**
   * Follows the input from {@code from} on. Returns the index at which its path ends, or {@link
   * #MORE}, or {@link #NO}.
   */
  int walk(byte[] in, int from, int limit, Found found) {
    int p = from;
    LayoutNode<E> node = root;
    while (node != null) {
      int length = node.literal.length;
      if (length > limit - p || !Bytes.areEqual(in, p, node.literal, 0, length)) {
        int result = differs(node, in, p, limit);
        if (result != OPENED) {
          return result;
        }
        continue;
      }
      p += length;
      switch (node.then) {
        case HOLE -> {
          int end = node.kind == Hole.Kind.INTEGER ? limit : JsonStrings.plain(in, p, limit);
          boolean isPlain = end < limit && in[end] == '"' && end - p <= maxNameLength;
          if (!isPlain) {
            end = node.kind.end(in, p, limit, maxNameLength);
            if (end < 0) {
              return end;
            }
          }
          if (node.part >= 0) {
            found.add(node.part, p, end, isPlain);
          }
          p = end;
          node = node.next;
        }
        case BRANCH -> {
          if (p == limit) {
            return MORE;
          }
          node = node.branch(in[p]);
        }
        case END -> {
          reached = node.end;
          return p;
        }
      }
    }
    return NO;
  }

  /**
   * The bytes at {@code p} are not those of the node: opens the holes in which they differ, if they
   * differ only there.
   */
  private int differs(LayoutNode<E> node, byte[] in, int p, int limit) {
    byte[] literal = node.literal;
    List<Hole> open = List.of();
    int at = p;
    int q = 0;
    int next = 0;
    while (true) {
      int equal = Bytes.equalPrefix(in, at, limit, literal, q, literal.length);
      at += equal;
      q += equal;
      if (q == literal.length) {
        break;
      }
      if (at == limit) {
        return MORE;
      }
      while (next < node.closed.size() && node.closed.get(next).end() < q) {
        next++;
      }
      if (next == node.closed.size() || node.closed.get(next).start() > q) {
        return NO;
      }
      Hole hole = node.closed.get(next);
      int end = hole.kind().end(in, at - (q - hole.start()), limit, maxNameLength);
      if (end < 0) {
        return end;
      }
      if (open.isEmpty()) {
        open = new ArrayList<>();
      }
      open.add(hole);
      at = end;
      q = hole.end();
      next++;
    }
    open(node, open);
    return OPENED;
  }

  /** Opens closed holes of a node. Returns the last one of the nodes that it becomes. */
  private LayoutNode<E> open(LayoutNode<E> node, List<Hole> holes) {
    bytes -= node.size();
    LayoutNode<E> last = node;
    for (LayoutNode<E> piece : node.open(holes)) {
      bytes += piece.size();
      last = piece;
    }
    last.tell(holes);
    return last;
  }

  /**
   * Adds a path that Jackson has accepted. It is left out if it does not fit the known ones: if it
   * has something else where they have an open hole.
   */
  void add(Path path, E end) {
    if (root == null) {
      root = chain(path, 0, end);
      return;
    }
    LayoutNode<E> node = root;
    byte[] sample = path.bytes();
    int p = 0;
    while (true) {
      byte[] literal = node.literal;
      List<Hole> open = new ArrayList<>();
      int q = 0;
      while (true) {
        int equal = Bytes.equalPrefix(sample, p, sample.length, literal, q, literal.length);
        p += equal;
        q += equal;
        if (q == literal.length) {
          break;
        }
        if (p == sample.length) {
          return;
        }
        Hole known = touching(node.closed, q);
        Hole own = touching(path.holes(), p);
        boolean isOpened = !open.isEmpty() && open.get(open.size() - 1).end() == q;
        if (isOpened || known == null || own == null || !known.isLike(own, p - own.start(), q)) {
          fork(node, open, q, path, p, end);
          return;
        }
        boolean isBehind = p == own.end() && q == known.end();
        open.add(known);
        isInHole(known.part(), end);
        p = own.end();
        q = known.end();
        if (isBehind) {
          fork(node, open, q, path, p, end);
          return;
        }
      }
      node = open(node, open);
      switch (node.then) {
        case HOLE -> {
          Hole own = touching(path.holes(), p);
          if (own == null
              || own.start() != p
              || own.kind() != node.kind
              || own.part() != node.part) {
            return;
          }
          isInHole(node.part, end);
          p = own.end();
          node = Objects.requireNonNull(node.next);
        }
        case BRANCH -> {
          LayoutNode<E> branch = p == sample.length ? null : node.branch(sample[p]);
          if (branch == null) {
            if (p < sample.length && mayBranchAt(path, p)) {
              node.addBranch(chain(path, p, end));
            }
            return;
          }
          node = branch;
        }
        case END -> {
          return;
        }
      }
    }
  }

  private static void isInHole(int part, PathEnd end) {
    if (part != Hole.UNREAD) {
      end.opened(part);
    }
  }

  /** From {@code q} on the path differs from the node. */
  private void fork(LayoutNode<E> first, List<Hole> open, int q, Path path, int p, E end) {
    if (!mayBranchAt(path, p)) {
      return;
    }
    LayoutNode<E> node = open(first, open);
    int at = open.isEmpty() ? q : q - open.get(open.size() - 1).end();
    bytes -= node.size();
    bytes += node.fork(at).size() + node.size();
    node.addBranch(chain(path, p, end));
  }

  /** The content of an open hole varies: it cannot be a branch's first byte. */
  private boolean mayBranchAt(Path path, int p) {
    Hole hole = touching(path.holes(), p);
    return hole == null || hole.end() == p || !opensParts || hole.part() < 0;
  }

  /**
   * The rest of a path as nodes. A hole that it begins in is not kept as one, as its first byte
   * selects the branch.
   */
  private LayoutNode<E> chain(Path path, int from, E end) {
    byte[] sample = path.bytes();
    LayoutNode<E> first = new LayoutNode<>(sample, List.of(), LayoutNode.Then.END);
    LayoutNode<E> node = first;
    int start = from;
    List<Hole> closed = new ArrayList<>();
    for (Hole hole : path.holes()) {
      if (hole.start() < from || (hole.start() == from && from > 0)) {
        continue;
      }
      boolean isOpen = opensParts && hole.part() >= 0;
      if (!isOpen) {
        closed.add(hole.movedBy(-start));
        continue;
      }
      node.literal = Arrays.copyOfRange(sample, start, hole.start());
      node.closed = closed;
      LayoutNode<E> behind = new LayoutNode<>(sample, List.of(), LayoutNode.Then.END);
      node.setHole(hole, behind);
      bytes += node.size();
      node = behind;
      start = hole.end();
      closed = new ArrayList<>();
    }
    node.literal = Arrays.copyOfRange(sample, start, sample.length);
    node.closed = closed;
    node.end = end;
    bytes += node.size() + end.size();
    return first;
  }

  private static @Nullable Hole touching(List<Hole> holes, int position) {
    int low = 0;
    int high = holes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (holes.get(middle).end() < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < holes.size() && holes.get(low).touches(position) ? holes.get(low) : null;
  }
}
