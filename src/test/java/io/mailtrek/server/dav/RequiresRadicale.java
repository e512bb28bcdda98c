package io.mailtrek.server.dav;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that need a real Radicale 3. Where it is missing they are skipped with a visible
 * line, but fail when the environment says {@code CI=true}: a build server must not pass by
 * skipping.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(RadicaleCondition.class)
public @interface RequiresRadicale {}
