package io.jenkins.plugins.ecsdeploy;

import java.security.Security;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsExtension;
import org.kohsuke.stapler.MetaClass;

/**
 * Has Jenkins keep its parsed pages in tests, as it does for users. {@link JenkinsRule} turns that off for people who edit pages
 * while a test runs; then each part of each page is looked for in all jars of the class path, each time, and forms take several
 * times as long. A page may have many forms. And each Jenkins, which makes an identity when it starts for the first time, is given the same: to find large
 * primes takes as long as all the rest of a start.
 *
 * <p>A Jenkins that the tests of a class share is stopped after the last one. {@link JenkinsExtension} stops those of single tests
 * alone; the others would go on beside all later tests in the same JVM, and so would the scripts of the pages that were opened.
 *
 * <p>JUnit finds this class by its list of services.
 */
public final class QuickJenkins implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws ClassNotFoundException {
        Class.forName(JenkinsRule.class.getName());
        MetaClass.NO_CACHE = false;
        // Jetty's; read when the web server starts. The rule itself lifts the limit of what a form's content may be.
        System.setProperty("org.eclipse.jetty.server.Request.maxFormKeys", "-1");
        Security.insertProviderAt(new OneKeyPair(), 1);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        JenkinsRule shared = context.getStore(ExtensionContext.Namespace.create(JenkinsExtension.class))
                .remove("jenkins-instance", JenkinsRule.class);
        if (shared != null) {
            shared.after();
        }
    }
}
