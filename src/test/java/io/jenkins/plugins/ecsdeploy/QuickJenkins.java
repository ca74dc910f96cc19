package io.jenkins.plugins.ecsdeploy;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Gives a Jenkins to tests and to methods that prepare them: one of its own to each test, or one to all tests of a class if a static
 * method takes it. It is stopped after the last of them; that of {@link org.jvnet.hudson.test.junit.jupiter.WithJenkins} would go
 * on where a class shares it, beside all later tests in the same JVM, and so would the scripts of the pages that were opened.
 */
public final class QuickJenkins implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == JenkinsRule.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        JenkinsRule rule = new QuickRule(context);
        store(context).put(JenkinsRule.class, rule);
        try {
            rule.before();
            return rule;
        } catch (Throwable e) {
            throw new ParameterResolutionException("Jenkins does not start", e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        stop(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        stop(context);
    }

    private static void stop(ExtensionContext context) throws Exception {
        JenkinsRule rule = store(context).remove(JenkinsRule.class, JenkinsRule.class);
        if (rule != null) {
            rule.after();
        }
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(QuickJenkins.class));
    }
}
