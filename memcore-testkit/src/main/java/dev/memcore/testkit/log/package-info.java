/** The contracts of logs. */
@NullMarked
package dev.memcore.testkit.log;

import org.jspecify.annotations.NullMarked;
