package io.jenkins.plugins.ecsdeploy;

import hudson.security.ACL;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import org.htmlunit.Cache;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A Jenkins for tests whose pages are quick: what one web client has parsed of Jenkins' scripts and styles is not parsed again
 * by the next, and no debugger takes down each call of a script.
 */
final class QuickRule extends JenkinsRule {
    private static final int PARSED = 500;

    private final Cache parsed = new Cache();

    QuickRule(ExtensionContext context) {
        testDescription = org.junit.runner.Description.createTestDescription(
                context.getTestClass().map(Class::getName).orElse(null),
                context.getTestMethod().map(Method::getName).orElse(null),
                context.getTestMethod().map(Method::getAnnotations).orElse(new Annotation[0]));
        parsed.setMaxSize(PARSED);
        jsDebugger = null;
    }

    @Override
    public void recipe() throws Exception {
        ACL.as2(ACL.SYSTEM2);
        super.recipe();
    }

    @Override
    public WebClient createWebClient() {
        WebClient client = super.createWebClient();
        client.setCache(parsed);
        return client;
    }
}
