/** From coarse to fine: conversations and their windows before turns, gists before what they were derived from. */
@NullMarked
package dev.memcore.retrieval.coarse;

import org.jspecify.annotations.NullMarked;
