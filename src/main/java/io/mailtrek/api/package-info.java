/**
 * The REST API of the service: the resources behind {@code routes/api.camel.yaml}, who may use
 * them, and the events. {@link io.mailtrek.api.Api} is where it begins.
 */
package io.mailtrek.api;
