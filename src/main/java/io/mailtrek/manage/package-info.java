/**
 * What operators see of the service: MBeans, health checks and metrics. Begin to read at {@link
 * io.mailtrek.manage.Management}.
 */
package io.mailtrek.manage;
