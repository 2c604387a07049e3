/**
 * The accelerated reader. What Jackson has accepted once need not be parsed again:
 *
 * <ul>
 *   <li>{@link dev.watchstream.parser.recall.LayoutTrie}: how bytes were laid out. A node is a
 *       literal, and then a hole (the content of a string, of an integer), a branch, a list of
 *       addresses, or the end. There is one trie for the starts of events, one for items of a list,
 *       two for elements, and one for what stands behind a list, by what was said before it ({@link
 *       dev.watchstream.parser.recall.Segment#state}).
 *   <li>{@link dev.watchstream.parser.recall.ObjectMemory}: what an object said last: its name, the
 *       bytes of its lists in one piece, and the address of each element.
 *   <li>{@link dev.watchstream.parser.recall.EventWalk}: follows the trie through an event, and
 *       takes over what equals the object's memory.
 * </ul>
 *
 * <p>The invariant: every byte of an event equals a byte of a path that Jackson accepted in the
 * same state, or is the content of a hole there; or equals a remembered byte of an element that was
 * accepted that way. All else the plain reader reads, and what it read is learned: an event is the
 * unit, and until one is complete nothing of it is handed out or remembered.
 */
package dev.watchstream.parser.recall;
