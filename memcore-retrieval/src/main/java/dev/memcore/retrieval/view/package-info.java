/** Under what texts a memory is searched. */
@NullMarked
package dev.memcore.retrieval.view;

import org.jspecify.annotations.NullMarked;
