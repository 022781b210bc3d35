/** The audit log: which queries were asked, and which memories were returned and used. */
@NullMarked
package dev.memcore.audit;

import org.jspecify.annotations.NullMarked;
