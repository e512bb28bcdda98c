/** XML as the protocols of mail systems have it: read with bounds, written with namespaces. */
package io.mailtrek.store.xml;
