/** The entry of a plugin and the models that it can supply. */
@NullMarked
package dev.tradewind.sdk.plugin;

import org.jspecify.annotations.NullMarked;
