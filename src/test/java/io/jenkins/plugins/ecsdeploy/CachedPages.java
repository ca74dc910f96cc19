package io.jenkins.plugins.ecsdeploy;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jvnet.hudson.test.JenkinsRule;
import org.kohsuke.stapler.MetaClass;

/**
 * Has Jenkins keep its parsed pages in tests, as it does for users. {@link JenkinsRule} turns that off for people who edit pages
 * while a test runs; then each part of each page is looked for in all jars of the class path, each time, and forms take several
 * times as long. JUnit finds this class by its list of services.
 */
public final class CachedPages implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws ClassNotFoundException {
        Class.forName(JenkinsRule.class.getName());
        MetaClass.NO_CACHE = false;
    }
}
