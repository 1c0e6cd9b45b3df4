/** The part of the rule language that rule files may use: reading, type checks, and the text that is compiled. */
@NullMarked
package dev.tradewind.policy.language;

import org.jspecify.annotations.NullMarked;
