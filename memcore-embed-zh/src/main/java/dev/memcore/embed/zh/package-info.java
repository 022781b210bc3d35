/** Vectors of Chinese words, for the static embedder of memcore. */
@NullMarked
package dev.memcore.embed.zh;

import org.jspecify.annotations.NullMarked;
