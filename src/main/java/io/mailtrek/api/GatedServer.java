package io.mailtrek.api;

import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;
import org.apache.camel.main.MainHttpServerFactory;

/** Makes Camel's HTTP server with the {@link Gate} in it, before it listens for the first time. */
final class GatedServer implements MainHttpServerFactory {
  private final Gate gate;
  private final MainHttpServerFactory servers = new DefaultMainHttpServerFactory();
  private volatile MainHttpServer server;

  GatedServer(Gate gate) {
    this.gate = gate;
  }

  @Override
  public Service newHttpServer(CamelContext context, HttpServerConfigurationProperties properties) {
    checkFree(properties.getHost(), properties.getPort());
    server = (MainHttpServer) servers.newHttpServer(context, properties);
    AuthenticationConfig authentication = server.getConfiguration().getAuthenticationConfig();
    authentication.getEntries().clear();
    authentication.getEntries().add(entry());
    authentication.setEnabled(true);
    return server;
  }

  /** Camel's server only logs that it could not listen, and its application runs without it. */
  private static void checkFree(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The API can't listen on "
              + host
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "). Set another camel.server.port or camel.server.host, or end what uses it.");
    }
  }

  /** The server, once Camel has asked for it. */
  MainHttpServer server() {
    return server;
  }

  private AuthenticationConfig.AuthenticationConfigEntry entry() {
    AuthenticationConfig.AuthenticationConfigEntry entry =
        new AuthenticationConfig.AuthenticationConfigEntry();
    entry.setPath("/*");
    // The gate knows the token itself, so no provider of Vert.x is asked.
    entry.setAuthenticationProviderFactory(vertx -> null);
    entry.setAuthenticationHandlerFactory(
        new AuthenticationConfig.AuthenticationHandlerFactory() {
          @Override
          public <T extends AuthenticationProvider>
              AuthenticationHandler createAuthenticationHandler(T provider) {
            return gate;
          }
        });
    return entry;
  }

  /** Health and metrics have a server of their own. */
  @Override
  public Service newHttpManagementServer(
      CamelContext context, HttpManagementServerConfigurationProperties properties) {
    return servers.newHttpManagementServer(context, properties);
  }
}
