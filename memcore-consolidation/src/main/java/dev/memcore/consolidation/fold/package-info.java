/** Short texts that stand for many: sentences chosen, never written; and the policies that keep such gists. */
@org.jspecify.annotations.NullMarked
package dev.memcore.consolidation.fold;
