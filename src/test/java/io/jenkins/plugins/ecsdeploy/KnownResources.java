package io.jenkins.plugins.ecsdeploy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class loader of the JVMs in which tests run, which remembers what is not there. Jenkins asks for help texts, parts of pages
 * and translations that hardly any class has; Java looks for each in hundreds of jars, each time, and a fifth of all processor
 * time went there. In an installed Jenkins each plugin has a few jars to look in.
 *
 * <p>The JVM makes it, because {@code pom.xml} names it as {@code java.system.class.loader}.
 */
public final class KnownResources extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, Optional<URL>> resources = new ConcurrentHashMap<>();

    /** @param standard the loader that Java would use, which has this class alone */
    public KnownResources(ClassLoader standard) throws MalformedURLException {
        super("app", classPath(), standard.getParent());
    }

    private static URL[] classPath() throws MalformedURLException {
        String[] paths = System.getProperty("java.class.path").split(File.pathSeparator);
        URL[] urls = new URL[paths.length];
        for (int i = 0; i < paths.length; i++) {
            urls[i] = new File(paths[i]).toURI().toURL();
        }
        return urls;
    }

    @Override
    public URL findResource(String name) {
        return resources
                .computeIfAbsent(name, any -> Optional.ofNullable(super.findResource(name)))
                .orElse(null);
    }
}
