// Several test classes in one program: to link a program takes longer than most of them run.
#pragma once

#include <QTest>

namespace tideline::test {

/// A test class that its program runs when it is called by the name of the class's file. `suite_main.cpp` is the program's main;
/// CMake's tideline_suites() makes the names.
///
/// Invariant: made before main() begins, and never destroyed.
class Suite {
public:
    enum class Application { Core, Gui };
    using Run = int (*)(int argc, char *argv[]);

    Suite(const char *path, Application kind, Run runs) : file(path), application(kind), run(runs), next(first())
    {
        first() = this;
    }
    Q_DISABLE_COPY_MOVE(Suite)

    /// The head of the list of all that the program has.
    static Suite *&first()
    {
        static Suite *suites = nullptr;
        return suites;
    }

    const char *const file;  ///< the path of its source
    const Application application;
    const Run run;
    Suite *const next;
};

template <typename Class>
int runSuite(int argc, char *argv[])
{
    Class tests;
    return QTest::qExec(&tests, argc, argv);
}

}  // namespace tideline::test

/// In place of QTEST_GUILESS_MAIN and QTEST_MAIN.
#define TIDELINE_SUITE(Class) \
    static tideline::test::Suite suiteOf##Class(__FILE__, tideline::test::Suite::Application::Core, &tideline::test::runSuite<Class>);
#define TIDELINE_GUI_SUITE(Class) \
    static tideline::test::Suite suiteOf##Class(__FILE__, tideline::test::Suite::Application::Gui, &tideline::test::runSuite<Class>);
