/** Core memory, archival memory and search of conversations, under the names of MemGPT and Letta. */
@NullMarked
package dev.memcore.tools.block;

import org.jspecify.annotations.NullMarked;
