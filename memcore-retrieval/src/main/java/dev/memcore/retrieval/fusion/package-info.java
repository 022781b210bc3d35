/** How several signals become one ranking; named ways to rank. */
@NullMarked
package dev.memcore.retrieval.fusion;

import org.jspecify.annotations.NullMarked;
