/** Orders, their life, and what is said about them. */
@NullMarked
package dev.tradewind.sdk.order;

import org.jspecify.annotations.NullMarked;
