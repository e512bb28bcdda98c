/**
 * What becomes of messages that a server does not take as they are: other forms of them that it may
 * take, and files that keep the original.
 */
package io.mailtrek.repair;
