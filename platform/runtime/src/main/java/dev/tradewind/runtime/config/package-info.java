/** Configuration of a running node: what can be set, where each value comes from, and what is wrong with it. */
@NullMarked
package dev.tradewind.runtime.config;

import org.jspecify.annotations.NullMarked;
