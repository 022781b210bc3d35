/** Policies that create links: between similar memories, and between memories used together. */
@NullMarked
package dev.memcore.consolidation.link;

import org.jspecify.annotations.NullMarked;
