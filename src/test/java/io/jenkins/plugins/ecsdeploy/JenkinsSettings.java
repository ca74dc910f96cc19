package io.jenkins.plugins.ecsdeploy;

import java.security.Security;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jvnet.hudson.test.JenkinsRule;
import org.kohsuke.stapler.MetaClass;

/**
 * Has each Jenkins of a test's own process keep its parsed pages, as it does for users. {@link JenkinsRule} turns that off for
 * people who edit pages while a test runs; then each part of each page is looked for in all jars of the class path, each time,
 * and forms take several times as long. A page may have many forms. And each Jenkins, which makes an identity when it starts
 * for the first time, is given the same: to find large primes takes as long as all the rest of a start.
 *
 * <p>JUnit finds this class by its list of services.
 */
public final class JenkinsSettings implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws ClassNotFoundException {
        Class.forName(JenkinsRule.class.getName());
        MetaClass.NO_CACHE = false;
        // Jetty's; read when the web server starts. The rule itself lifts the limit of what a form's content may be.
        System.setProperty("org.eclipse.jetty.server.Request.maxFormKeys", "-1");
        Security.insertProviderAt(new OneKeyPair(), 1);
    }
}
