/** Site admins: accounts, sign-in, the one-time setup code. Knows nothing of LMSs. */
@NullMarked
package org.examhall.core.user;

import org.jspecify.annotations.NullMarked;
