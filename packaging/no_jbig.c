/* Stands for libjbig, which is under the GPL alone, where libraries are carried: libtiff calls it for fax images compressed with JBIG. Every
 * call says that it cannot, and libtiff says that of the image. The build gives it libjbig's name. */
enum { kNotImplemented = 0x51 }; /* JBG_EIMPL, as libjbig's decoder says it */

void jbg_dec_init(void *state) { (void)state; }
int jbg_dec_in(void *state, unsigned char *data, unsigned long length, unsigned long *used)
{
    (void)state, (void)data, (void)length;
    if (used)
        *used = 0;
    return kNotImplemented;
}
unsigned char *jbg_dec_getimage(const void *state, int plane) { return (void)state, (void)plane, (unsigned char *)0; }
unsigned long jbg_dec_getsize(const void *state) { return (void)state, 0; }
void jbg_dec_free(void *state) { (void)state; }
void jbg_enc_init(void *state) { (void)state; }
void jbg_enc_out(void *state) { (void)state; }
void jbg_enc_free(void *state) { (void)state; }
int jbg_newlen(unsigned char *data, unsigned long length) { return (void)data, (void)length, kNotImplemented; }
const char *jbg_strerror(int code) { return (void)code, "images compressed with JBIG are not read by this build"; }
