# What is installed, and where: three components, which are the packages. tideline is the window with the helper that draws its previews,
# tideline-cli is `tide`, tideline-server the server; the last two need no libraries of a display.
include(GNUInstallDirs)

# The helper is found from the running program's folder: ../libexec/tideline (core/preview/session_options.h).
install(TARGETS tide DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tideline-cli)
install(TARGETS tideline-server DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tideline-server)
install(TARGETS tideline-session DESTINATION libexec/tideline COMPONENT tideline)

set(made ${CMAKE_BINARY_DIR}/installed)  # what the build makes besides programs
file(MAKE_DIRECTORY ${made})
set(man ${CMAKE_SOURCE_DIR}/resources/man)

# tideline_make(FILE COMMAND…): what the command prints is kept in that file.
function(tideline_make file)
    add_custom_command(OUTPUT ${made}/${file} COMMAND ${ARGN} > ${made}/${file} DEPENDS tide VERBATIM)
    set_property(GLOBAL APPEND PROPERTY TIDELINE_MADE ${made}/${file})
endfunction()
tideline_make(tide.1 tide manual)
tideline_make(tide.bash tide completion bash)
tideline_make(_tide tide completion zsh)
tideline_make(tide.fish tide completion fish)
install(FILES ${made}/tide.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tideline-cli)
install(FILES ${man}/tidelineignore.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5 COMPONENT tideline-cli)
install(FILES ${made}/tide.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME tide COMPONENT tideline-cli)
install(FILES ${made}/_tide DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT tideline-cli)
install(FILES ${made}/tide.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT tideline-cli)
install(FILES packaging/systemd/tideline-watch.service DESTINATION lib/systemd/user COMPONENT tideline-cli)

install(FILES ${man}/tideline-server.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8 COMPONENT tideline-server)
install(FILES packaging/systemd/tideline-server.service DESTINATION lib/systemd/system COMPONENT tideline-server)
install(FILES packaging/systemd/tideline-server.sysusers DESTINATION lib/sysusers.d RENAME tideline-server.conf COMPONENT tideline-server)

if(TIDELINE_GUI)
    set(id org.tideline.Tideline)
    set(hicolor ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
    set(icon ${CMAKE_SOURCE_DIR}/resources/icons/app/tideline)
    install(TARGETS tideline DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tideline)
    install(FILES ${man}/tideline.1 ${man}/tideline-session.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tideline)
    install(FILES resources/desktop/${id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT tideline)
    # Below /usr/share, as root's, KDE takes a service menu without the executable bit.
    install(FILES resources/file_managers/tideline.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/kio/servicemenus COMPONENT tideline)
    install(FILES resources/file_managers/tideline.py DESTINATION ${CMAKE_INSTALL_DATADIR}/nautilus-python/extensions COMPONENT tideline)
    install(FILES resources/desktop/${id}.mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME ${id}.xml COMPONENT tideline)
    install(FILES ${icon}.svg DESTINATION ${hicolor}/scalable/apps RENAME ${id}.svg COMPONENT tideline)
    install(FILES ${icon}-symbolic.svg DESTINATION ${hicolor}/symbolic/apps RENAME ${id}-symbolic.svg COMPONENT tideline)
    add_executable(draw_icon packaging/draw_icon.cpp)
    set_target_properties(draw_icon PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tools)
    target_link_libraries(draw_icon PRIVATE Qt6::Gui Qt6::Svg tideline::warnings)
    foreach(size 16 22 24 32 48 64 128 256)
        add_custom_command(OUTPUT ${made}/${size}.png COMMAND draw_icon ${icon}.svg ${size} ${made}/${size}.png DEPENDS ${icon}.svg VERBATIM)
        set_property(GLOBAL APPEND PROPERTY TIDELINE_MADE ${made}/${size}.png)
        install(FILES ${made}/${size}.png DESTINATION ${hicolor}/${size}x${size}/apps RENAME ${id}.png COMPONENT tideline)
    endforeach()

    # The releases are those of CHANGELOG.md: "## 1.2.3 (2027-01-31)".
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS CHANGELOG.md)
    file(STRINGS CHANGELOG.md headings REGEX "^## [0-9]+[.][0-9]+[.][0-9]+ [(][0-9-]+[)]$")
    set(TIDELINE_RELEASES "")
    foreach(heading IN LISTS headings)
        string(REGEX REPLACE "^## (.*) [(](.*)[)]$" "    <release version=\"\\1\" date=\"\\2\"/>\n" release ${heading})
        string(APPEND TIDELINE_RELEASES ${release})
    endforeach()
    if(TIDELINE_RELEASES)
        set(TIDELINE_RELEASES "  <releases>\n${TIDELINE_RELEASES}  </releases>\n")
    endif()
    configure_file(resources/desktop/${id}.metainfo.xml.in ${made}/${id}.metainfo.xml @ONLY)
    install(FILES ${made}/${id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT tideline)
endif()

get_property(files GLOBAL PROPERTY TIDELINE_MADE)
# Everything that is installed, and nothing else: cmake --build … --target installed; cmake --install … --component tideline
add_custom_target(installed ALL DEPENDS ${files} tideline-server tideline-session $<$<BOOL:${TIDELINE_GUI}>:tideline>)
