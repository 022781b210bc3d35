/** A tree of gists that grows with each memory. */
@org.jspecify.annotations.NullMarked
package dev.memcore.papers.tree;
