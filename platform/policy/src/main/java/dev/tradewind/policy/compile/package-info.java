/** From checked rules to loaded classes: compiler, byte-code check, class loaders, cache. */
@NullMarked
package dev.tradewind.policy.compile;

import org.jspecify.annotations.NullMarked;
