/**
 * Random tokens, hashes, secrets at rest and password hashing, on the JDK and password4j. Knows no
 * account.
 */
@NullMarked
package org.examhall.kernel.crypto;

import org.jspecify.annotations.NullMarked;
