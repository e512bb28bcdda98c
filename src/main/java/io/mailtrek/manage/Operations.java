package io.mailtrek.manage;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanParameterInfo;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanAttributeInfo;
import javax.management.modelmbean.ModelMBeanConstructorInfo;
import javax.management.modelmbean.ModelMBeanInfo;
import javax.management.modelmbean.ModelMBeanInfoSupport;
import javax.management.modelmbean.ModelMBeanNotificationInfo;
import javax.management.modelmbean.ModelMBeanOperationInfo;
import org.apache.camel.api.management.ManagedOperation;

/**
 * Gives the operations of an MBean what Camel's annotations have no place for: their parameters.
 */
final class Operations {
  private Operations() {}

  /**
   * Names and describes the parameters of all operations.
   *
   * @param mbean made of an object of this class
   */
  static void describe(ModelMBean mbean, Class<?> type) throws JMException {
    ModelMBeanInfo info = (ModelMBeanInfo) mbean.getMBeanInfo();
    ModelMBeanOperationInfo[] operations =
        Stream.of(info.getOperations())
            .map(operation -> described((ModelMBeanOperationInfo) operation, type))
            .toArray(ModelMBeanOperationInfo[]::new);
    mbean.setModelMBeanInfo(
        new ModelMBeanInfoSupport(
            info.getClassName(),
            info.getDescription(),
            (ModelMBeanAttributeInfo[]) info.getAttributes(),
            (ModelMBeanConstructorInfo[]) info.getConstructors(),
            operations,
            (ModelMBeanNotificationInfo[]) info.getNotifications(),
            info.getMBeanDescriptor()));
  }

  private static ModelMBeanOperationInfo described(
      ModelMBeanOperationInfo operation, Class<?> type) {
    MBeanParameterInfo[] signature = operation.getSignature();
    return Stream.of(type.getMethods())
        .filter(method -> method.isAnnotationPresent(ManagedOperation.class))
        .filter(method -> method.getName().equals(operation.getName()))
        .filter(method -> Arrays.equals(types(method), types(signature)))
        .findFirst()
        .map(method -> described(operation, method))
        .orElse(operation);
  }

  private static String[] types(Method method) {
    return Stream.of(method.getParameterTypes()).map(Class::getName).toArray(String[]::new);
  }

  private static String[] types(MBeanParameterInfo[] signature) {
    return Stream.of(signature).map(MBeanParameterInfo::getType).toArray(String[]::new);
  }

  private static ModelMBeanOperationInfo described(
      ModelMBeanOperationInfo operation, Method method) {
    MBeanParameterInfo[] parameters =
        Stream.of(method.getParameters())
            .map(
                parameter ->
                    new MBeanParameterInfo(
                        parameter.getName(),
                        parameter.getType().getName(),
                        parameter.getAnnotation(Parameter.class).value()))
            .toArray(MBeanParameterInfo[]::new);
    return new ModelMBeanOperationInfo(
        operation.getName(),
        operation.getDescription(),
        parameters,
        operation.getReturnType(),
        operation.getImpact(),
        operation.getDescriptor());
  }
}
