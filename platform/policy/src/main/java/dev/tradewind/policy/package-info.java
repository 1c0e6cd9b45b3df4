/** Drools behind the engine's policy port: rules that staff edit, checked, compiled and asked for a verdict. */
@NullMarked
package dev.tradewind.policy;

import org.jspecify.annotations.NullMarked;
