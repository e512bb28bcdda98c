package io.mailtrek.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.NodeIdFactory;

/**
 * Makes every filter step of a route, also one that a user adds, leave a mark under its id on the
 * exchange, so that an item that ends without a delivery is counted under the filter that held it
 * back.
 */
final class FilterMarks extends ModelLifecycleStrategySupport {
  private static final String MARK = "MailTrekFilter:";

  /** What items count under that end without a delivery and without a filter. */
  static final String ROUTE = "route";

  private final NodeIdFactory ids;

  private FilterMarks(NodeIdFactory ids) {
    this.ids = ids;
  }

  /** Marks the filters of all routes that are added from now on. */
  static void addTo(CamelContext context) {
    ((ModelCamelContext) context)
        .addModelLifecycleStrategy(
            new FilterMarks(
                context.getCamelContextExtension().getContextPlugin(NodeIdFactory.class)));
  }

  @Override
  public void onAddRouteDefinition(RouteDefinition route) {
    for (FilterDefinition filter :
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), FilterDefinition.class)) {
      if (filter.getStatusPropertyName() == null) {
        // The id as it is written in the file; Camel puts the route's prefix before it later.
        String id = filter.getId() == null ? filter.idOrCreate(ids) : filter.getId();
        filter.setStatusPropertyName(MARK + id);
      }
    }
  }

  /** The id of the filter that held back the item of this exchange. */
  static String filterOf(Exchange exchange) {
    return exchange.getProperties().entrySet().stream()
        .filter(property -> Boolean.FALSE.equals(property.getValue()))
        .map(property -> property.getKey())
        .filter(name -> name.startsWith(MARK))
        .map(name -> name.substring(MARK.length()))
        .findFirst()
        .orElse(ROUTE);
  }
}
