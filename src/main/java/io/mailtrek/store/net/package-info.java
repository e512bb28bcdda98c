/** What the addresses of all kinds of servers have in common. */
package io.mailtrek.store.net;
