/**
 * Finding copies that are at the destination already, whoever put them there. Begin to read at
 * {@link io.mailtrek.adopt.Adoption}.
 */
package io.mailtrek.adopt;
