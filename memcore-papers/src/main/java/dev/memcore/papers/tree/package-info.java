/** Memory as a tree that grows leaf by leaf, its inner nodes being gists of what is below them. */
@org.jspecify.annotations.NullMarked
package dev.memcore.papers.tree;
