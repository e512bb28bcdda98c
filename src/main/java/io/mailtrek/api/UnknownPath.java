package io.mailtrek.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Answers what no route has taken: there is no such path, or not with this method. */
final class UnknownPath implements Handler<RoutingContext> {
  private final Supplier<List<Route>> routes;

  UnknownPath(Supplier<List<Route>> routes) {
    this.routes = routes;
  }

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    HttpMethod method = context.request().method();
    Set<String> allowed = new TreeSet<>();
    for (Route route : routes.get()) {
      if (route.methods() != null && matches(route.getPath(), path)) {
        route.methods().forEach(each -> allowed.add(each.name()));
      }
    }
    if (allowed.isEmpty()) {
      Gate.answer(
          context,
          Problem.notFound("There is no " + path + ". See /api/openapi.json for what there is."));
    } else if (allowed.contains(method.name())) {
      Gate.answer(
          context, new Problem(406, path + " answers with another type than the one asked for."));
    } else {
      context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
      Gate.answer(
          context,
          new Problem(
              405, path + " takes " + String.join(" and ", allowed) + ", not " + method + "."));
    }
  }

  /** Whether a path is of a pattern as Vert.x writes it: {@code /api/passes/:passId}. */
  private static boolean matches(String pattern, String path) {
    if (pattern == null) {
      return false;
    }
    String[] names = pattern.split("/", -1);
    String[] values = path.split("/", -1);
    if (names.length != values.length) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      if (!names[i].startsWith(":") && !names[i].equals(values[i])) {
        return false;
      }
    }
    return true;
  }
}
