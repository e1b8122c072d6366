"""The catalogue of finding codes (danh mục mã kiểm tra): each code once, with what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
"""``error``: papers cannot be made rightly; ``warning``: look again; ``note``: for information."""


@dataclass(frozen=True, slots=True)
class FindingCode:
    """One kind of finding (loại phát hiện): its severity and its meaning in Vietnamese."""

    severity: Severity
    meaning: str


def _table(family: str, *rows: tuple[int, Severity, str]) -> dict[str, FindingCode]:
    return {
        f"{family}-{number}": FindingCode(severity, meaning) for number, severity, meaning in rows
    }


_DATA = _table(
    "KT",
    # 1xx: the file, its sheets and its columns
    (101, "error", "Sổ thiếu một trang cần có."),
    (102, "warning", "Một trang không được đọc vì tên không khớp."),
    (103, "error", "Trang thiếu một cột bắt buộc."),
    (104, "warning", "Tiêu đề cột không hiểu được."),
    (105, "note", "Cột riêng, mục riêng của người dùng: chỉ mẫu Word riêng dùng đến."),
    (106, "note", "Tên trang hoặc tiêu đề cột chỉ khớp khi bỏ dấu."),
    (107, "error", "Hai cột cùng một nghĩa."),
    (108, "warning", "Dòng ví dụ đã có dữ liệu khác."),
    (109, "warning", "Mục thiết lập không hiểu được."),
    (110, "error", "Trang không có dòng tiêu đề."),
    (111, "warning", "Có dữ liệu dưới cột không có tiêu đề."),
    (112, "note", "Sổ đang mở trong Excel hoặc LibreOffice."),
    (140, "note", "Dòng mới không nằm liền dưới bảng."),
    (141, "warning", "Công thức không tính đến các dòng mới."),
    (113, "warning", "Trang Đảng viên không còn một cột mà giấy tờ cần."),
    (121, "note", "Trang lạ trong sổ, không được đọc."),
    (122, "note", "Chú thích gắn vào ô không được đọc."),
    (123, "warning", "Dòng hoặc trang bị ẩn vẫn được đọc."),
    (124, "warning", "Chữ bị gạch ngang vẫn được đọc."),
    (125, "warning", "Dòng dưới bảng không phải dữ liệu, bị bỏ qua."),
    (126, "warning", "Bảng thứ hai trên cùng một trang không được đọc."),
    (127, "error", "Dòng gõ đè lên dòng ví dụ còn sót giá trị của ví dụ."),
    (128, "note", "Dòng ví dụ mất dấu “(ví dụ)” vẫn được bỏ qua."),
    (129, "note", "Dòng được tô màu; chương trình không đọc màu."),
    (130, "note", "Chữ trong tệp văn bản bị lỗi bảng mã, đã đổi lại."),
    (131, "warning", "Tệp văn bản có dấu nháy kép không đóng."),
    (151, "warning", "Tên cột riêng trùng với một trường của sổ."),
    (152, "warning", "Hai cột riêng trùng tên nhau trong mẫu Word."),
    (153, "note", "Tên cột riêng mà mẫu Word không gọi được."),
    (154, "warning", "Ảnh ghi ở cột riêng không có, hoặc không dùng được."),
    # 2xx: one cell
    (201, "error", "Ô bắt buộc để trống."),
    (202, "error", "Không đọc được ngày."),
    (203, "error", "Ngày không có thật."),
    (204, "note", "Ngày được đọc từ số sê-ri của Excel."),
    (205, "warning", "Cả cột ngày có thể đã bị Excel đảo ngày và tháng."),
    (206, "error", "Không đọc được giờ."),
    (207, "error", "Không đọc được số."),
    (208, "error", "Giá trị không có trong danh sách lựa chọn."),
    (209, "error", "Không hiểu dấu có/không."),
    (210, "note", "Đã thêm lại số 0 bị mất ở đầu."),
    (211, "note", "Đã bỏ dấu cách hoặc dấu chấm trong số."),
    (212, "error", "Số đã bị Excel làm tròn, không khôi phục được."),
    (213, "error", "Ô đang báo lỗi của Excel."),
    (214, "error", "Ô có công thức chưa được tính."),
    (215, "error", "Chữ gõ bằng bảng mã cũ (TCVN3, VNI)."),
    (216, "note", "Ngày chỉ biết một phần; phần số 0 được coi là không biết."),
    (217, "warning", "Năm gõ vào ô định dạng kiểu ngày."),
    (218, "note", "Ngày kèm giờ do phần mềm khác xuất ra, đã lấy ngày."),
    (219, "warning", "Ô ngày ghi cả giờ."),
    (220, "note", "Chữ hoặc dấu lạ giống chữ Việt, đã thay bằng chữ Việt."),
    (221, "error", "Ô cần số lại ghi phần trăm."),
    (222, "error", "Số nằm ngoài khoảng cho phép."),
    (223, "error", "Ô chữ chứa giá trị TRUE hoặc FALSE."),
    (224, "note", "Họ tên trong danh sách được đổi cách viết hoa hoặc dấu nháy."),
    (231, "error", "Cả cột ngày ghi tháng trước, ngày sau."),
    (232, "warning", "Ngày đọc được hai cách, ở trang có ngày ghi tháng trước."),
    (233, "error", "Ô gộp che ô của những dòng khác."),
    # 3xx: organisations and members
    (301, "error", "Mã tổ chức đảng bị trùng."),
    (302, "error", "Hai tổ chức đảng trùng tên."),
    (303, "error", "Chưa biết tổ chức nào ban hành văn bản."),
    (304, "error", "Mã cấp trên không có trong trang Tổ chức đảng."),
    (305, "error", "Cây tổ chức bị vòng."),
    (306, "warning", "Tổ chức đảng chưa có bí thư."),
    (307, "error", "Chi bộ có hai bí thư."),
    (308, "warning", "Bí thư ở hai trang không khớp nhau."),
    (309, "warning", "Chi bộ không có đảng viên nào."),
    (310, "note", "Cơ quan ban hành chỉ đề nghị, không ra quyết định."),
    (311, "error", "Đảng viên thuộc chi bộ không có trong sổ."),
    (312, "error", "Đảng viên được ghi thẳng vào đảng uỷ, không vào chi bộ."),
    (313, "error", "Mã đảng viên bị trùng."),
    (314, "error", "Số thẻ đảng viên bị trùng."),
    (315, "error", "Số căn cước bị trùng."),
    (316, "warning", "Số thẻ đảng viên không đủ 8 hoặc 12 chữ số."),
    (317, "warning", "Số căn cước không đủ 9 hoặc 12 chữ số."),
    (318, "warning", "Ngày ở tương lai."),
    (319, "error", "Thứ tự ngày sinh, ngày vào Đảng, ngày chính thức không hợp lý."),
    (320, "warning", "Chưa đủ 18 tuổi khi vào Đảng."),
    (321, "warning", "Đảng viên chưa ghi đối tượng kiểm điểm."),
    (322, "warning", "Hai dòng có thể là cùng một người."),
    (323, "warning", "Số thẻ 12 số khác số căn cước."),
    (324, "note", "Họ và tên có chỗ lạ."),
    (325, "warning", "Đảng viên không có mã và số thẻ mà trùng họ tên trong chi bộ."),
    (330, "note", "Không có bí thư; phó bí thư ký thay."),
    (331, "warning", "Phó bí thư ký với chức vụ bí thư."),
    (332, "error", "Loại tổ chức, loại đơn vị hành chính không có vào ngày ban hành."),
    (340, "note", "Tên có họ, dòng ở cuối; danh sách xếp theo tiếng cuối."),
    (341, "warning", "Có chữ nói đảng viên không còn sinh hoạt mà cột Tình trạng không ghi."),
    (342, "warning", "Chức vụ Đảng có chữ nói đã thôi giữ."),
    (343, "warning", "Người đã rời chi bộ còn đứng tên chức vụ."),
    (344, "warning", "Họ tên viết hoa hay viết thường toàn bộ."),
    (345, "warning", "Chưa biết đảng viên là chính thức hay dự bị."),
    (346, "warning", "Ô họ tên có chữ không thuộc họ tên."),
    (347, "note", "Tên chi bộ viết tắt hoặc viết gọn vẫn được hiểu."),
    (348, "error", "Ô họ tên ghi chức vụ thay cho họ tên."),
    (349, "warning", "Ngày ban hành không hợp với năm kiểm điểm."),
    (351, "error", "Không có quy định thể thức nào cho ngày ban hành."),
    (350, "warning", "Ghi chú nói tổ chức đảng không còn."),
    (353, "warning", "Nhiệm kỳ không có năm kiểm điểm."),
    (354, "note", "Chức vụ Đảng viết tắt, in đủ chữ."),
    (355, "error", "Ghi chú còn giữ một ngày của danh sách chưa đọc được."),
    (356, "warning", "Ngày quá xa về trước."),
    (360, "warning", "Một phép kiểm không xong vì giá trị lạ."),
    # 4xx: meetings and ballots
    (401, "error", "Mã cuộc họp bị trùng."),
    (402, "error", "Cuộc họp của chi bộ không có trong sổ."),
    (403, "warning", "Cuộc họp chưa có người chủ trì."),
    (404, "warning", "Cuộc họp chưa có người ghi biên bản."),
    (405, "error", "Giờ kết thúc trước giờ bắt đầu."),
    (406, "error", "Dòng ghi một cuộc họp không có trong sổ."),
    (407, "error", "Dòng dự họp ghi một đảng viên không có trong chi bộ họp."),
    (408, "error", "Một người vừa có mặt vừa vắng, hoặc vắng ghi hai cách."),
    (409, "warning", "Người vắng mặt lại có ý kiến phát biểu."),
    (410, "warning", "Vắng có lý do mà chưa ghi lý do."),
    (411, "warning", "Ngày họp không nằm trong năm kiểm điểm hoặc ngay sau đó."),
    (413, "error", "Dòng kiểm phiếu ghi một đối tượng không có trong sổ."),
    (414, "error", "Một đối tượng được kiểm phiếu hai lần trong một cuộc họp."),
    (415, "error", "Tổng phiếu các mức không bằng số phiếu hợp lệ."),
    (416, "error", "Phiếu hợp lệ cộng không hợp lệ không bằng số phiếu thu về."),
    (417, "error", "Số phiếu thu về nhiều hơn số phiếu phát ra."),
    (418, "warning", "Số phiếu phát ra khác số đảng viên có quyền biểu quyết có mặt."),
    (419, "error", "Số biểu quyết nhiều hơn số đảng viên chính thức có mặt."),
    (420, "error", "Số biên bản không dùng được, hoặc hai biên bản của một chi bộ cùng số."),
    (421, "warning", "Văn bản đã có số nay khác sổ văn bản, hoặc khác bản đã lập."),
    (422, "error", "Số gõ trong sổ dữ liệu không khớp sổ văn bản."),
    (430, "warning", "Người chủ trì, ghi biên bản, trình bày báo cáo ghi bằng chức vụ."),
    (431, "warning", "Người chủ trì, ghi biên bản, trình bày báo cáo vắng mặt hoặc đã đi."),
    (432, "warning", "Số đảng viên chính thức có mặt không quá nửa."),
    (433, "warning", "Hội nghị kiểm điểm không họp vào cuối năm, hoặc họp sau thời hạn."),
    (434, "warning", "Hội nghị kiểm điểm ngắn hơn một ngày."),
    (436, "warning", "Ngày ban hành trước ngày hội nghị kiểm điểm của chi bộ."),
    (437, "warning", "Người chưa được kiểm điểm lại có phiếu hoặc mức xếp loại."),
    (438, "warning", "Có phiếu của người không thuộc diện xếp loại."),
    (439, "warning", "Biên bản còn chỗ phải điền tay."),
    (440, "warning", "Người đọc thay bản kiểm điểm không hợp lý."),
    (441, "error", "Số phiếu, số biểu quyết nhỏ hơn không."),
    (442, "warning", "Số biểu quyết ít hơn số đảng viên chính thức có mặt."),
    (443, "warning", "Người chủ trì, ghi biên bản không có tên ở trang Đảng viên."),
    (444, "warning", "Mức chi bộ đề nghị khác kết quả kiểm phiếu."),
    (445, "warning", "Một người vừa chủ trì vừa ghi biên bản."),
    (446, "error", "Ngày họp không có quy định thể thức nào áp dụng."),
    # 5xx: reviews and grades
    (501, "error", "Dòng kiểm điểm ghi một đối tượng không có trong sổ."),
    (502, "error", "Một đối tượng được kiểm điểm hai lần."),
    (503, "error", "Điểm nằm ngoài khung điểm."),
    (504, "warning", "Mức xếp loại không khớp tổng điểm."),
    (505, "warning", "Chỉ có một trong hai điểm thành phần."),
    (506, "warning", "Họ tên ghi để xem khác với người mang mã."),
    (507, "warning", "Số được xếp loại xuất sắc vượt tỉ lệ quy định."),
    (508, "warning", "Người không thuộc diện kiểm điểm lại có mức xếp loại."),
    (509, "warning", "Mức xếp loại của tổ chức ghi hai nơi khác nhau."),
    # 6xx: awards
    (601, "error", "Dòng khen thưởng ghi một đối tượng không có trong sổ."),
    (602, "error", "Một đối tượng được đề nghị hai lần cùng hình thức và thành tích."),
    (603, "warning", "Người được khen chưa được xếp loại Hoàn thành xuất sắc nhiệm vụ."),
    (604, "warning", "Tổ chức đảng được khen chưa được công nhận tiêu biểu."),
    (605, "warning", "Hình thức khen thưởng mà cấp trên trực tiếp không tặng."),
    (606, "warning", "Kết quả năm đang kiểm điểm ghi ở cột các năm trước khác mức xếp loại."),
    (608, "error", "Số đồng ý khen thưởng nhiều hơn số đảng viên chính thức có mặt."),
    (607, "note", "Thẩm quyền khen thưởng là suy ra, chưa có văn bản."),
    # 7xx: legal bases, recipients
    (701, "warning", "Căn cứ đã hết hiệu lực vào ngày ban hành, không có văn bản nào thay."),
    (702, "warning", "Căn cứ chưa có hiệu lực vào ngày ban hành."),
    (703, "error", "Căn cứ thiếu cả số, trích yếu và nguyên văn."),
    (704, "error", "Ngày hết hiệu lực trước ngày có hiệu lực."),
    (705, "note", "Nơi nhận ghi cho loại giấy tờ không có phần đó."),
    (706, "warning", "Dòng Lưu bị dòng Lưu khác thay."),
    (707, "note", "Căn cứ có sẵn của giayto còn thiếu phần, hoặc theo nguồn yếu."),
    (708, "warning", "Căn cứ dẫn thiếu cơ quan ban hành, ngày hoặc trích yếu."),
    (709, "warning", "Văn bản được dẫn đã hết hiệu lực vào ngày của giấy tờ."),
    (710, "warning", "Chữ trong ngoặc nhọn không phải mục của trang Thiết lập."),
    # 8xx: taking over a member list
    (801, "warning", "Số đảng viên ghi ở dòng tên chi bộ khác số đếm được."),
    (802, "warning", "Số tổng cộng ghi trong danh sách khác số đếm được."),
    (803, "warning", "Dòng không hiểu được, không nhập."),
    (804, "note", "Dòng hoặc trang bị ẩn cũng được đọc."),
    (805, "note", "Gợi ý đối tượng kiểm điểm từ nơi công tác, chức vụ."),
    (806, "note", "Tên viết hoa toàn bộ được đổi sang chữ thường."),
    (807, "note", "Chữ bảng mã cũ đã được chuyển sang Unicode."),
    (808, "note", "Hai ngày trong một ô được tách ra."),
    (809, "note", "Cột sổ không có được giữ thành cột riêng ở bên phải."),
    (810, "warning", "Danh sách khác với sổ; giữ giá trị trong sổ."),
    (811, "note", "Thiết lập được điền theo phần đầu danh sách."),
    (812, "warning", "Một người có hai dòng trong danh sách."),
    (813, "warning", "Đảng viên trong danh sách không rõ chi bộ."),
    (815, "note", "Sổ có công thức, cần mở bằng Excel để tính lại."),
    (814, "warning", "Không chắc bảng mã của ô chữ."),
    (816, "warning", "Cả cột ngày của danh sách ghi tháng trước, ngày sau."),
    (817, "note", "Tên chi bộ lấy theo tên trang hoặc tên tệp."),
    (818, "warning", "Sổ của nơi khác còn những trang không nhập."),
    (819, "warning", "Danh sách không nói chi bộ; ghi vào chi bộ duy nhất của sổ."),
    (820, "note", "Ô họ tên có chữ, dấu, số ngoài họ tên."),
    (821, "warning", "Cột của danh sách không có tiêu đề nhưng có chữ."),
    (822, "warning", "Danh sách có chữ giống họ tên mà không nhập thành người."),
    (823, "note", "Hai danh sách nằm cạnh nhau trên một trang."),
    (824, "warning", "Cột họ, cột tên khác cột họ và tên."),
    (825, "warning", "Không hiểu dấu ở cột Nam, Nữ."),
    (826, "note", "Dòng lấy theo chữ của ô gộp dọc, hay của dòng trên (“nt”)."),
    (827, "note", "Cột không tiêu đề bên cạnh họ và tên được ghép vào họ tên."),
    (828, "note", "Trang của tệp danh sách không có danh sách nào, không nhập."),
    (829, "warning", "Ô của sổ bị ô gộp che nên không điền được."),
    (835, "note", "Ô ghi chữ thay cho chỗ trống, coi là ô trống."),
    (836, "error", "Hai người cùng số thẻ hoặc số căn cước mà khác tên, khác ngày sinh."),
    (837, "warning", "Hai người cùng tên, cùng ngày sinh mà khác số thẻ hoặc số căn cước."),
    (838, "warning", "Người trùng tên với người đã có, chưa đủ dữ kiện để biết là một hay hai."),
    (839, "warning", "Nhận là một người chỉ theo tên và chi bộ, hoặc theo tên không dấu."),
    (840, "warning", "Người sổ ghi đã rời chi bộ lại có tên trong danh sách."),
    (841, "warning", "Danh sách ghi người này ở chi bộ khác."),
    (842, "warning", "Một ô có nhiều số, đã lấy một số."),
    (843, "error", "Một ô có nhiều số, không biết số nào đúng."),
    (844, "warning", "Sổ thiếu cột mà danh sách có; đã thêm cột để giữ."),
    (845, "warning", "Danh sách có hai cột cho một trường."),
    (846, "warning", "Hai dòng của một người ghi khác nhau."),
    # 9xx: the clerk's own Word masters; a faulty one would fail every paper made with it
    (901, "error", "Tệp mẫu Word không đọc được."),
    (902, "warning", "Tệp trong thư mục mau không được dùng."),
    (903, "error", "Mẫu Word riêng dùng một tên không có."),
    (904, "warning", "Chữ trong mẫu giống chỗ điền của công cụ khác, sẽ in nguyên như thế."),
    (905, "error", "Chữ trong mẫu đứng cùng chỗ với một thẻ bỏ cả đoạn hoặc cả hàng."),
    (906, "note", "Một mẫu Word riêng dùng cho văn bản của nhiều bộ quy tắc."),
    (907, "note", "Mẫu Word riêng có phần bị bỏ, hay còn giữ, khác với điều người sửa mẫu thấy."),
    (908, "note", "Chưa biết tệp là mẫu của giấy tờ nào, nên chưa đối chiếu tên trường."),
    # 91x: how tags go together
    (910, "error", "Thẻ mở ngoặc mà không đóng ngoặc."),
    (911, "error", "Vòng lặp hay điều kiện mở mà không đóng."),
    (912, "error", "Thẻ đóng, thẻ else không có thẻ mở."),
    (913, "error", "Hai vòng lặp, điều kiện đan chéo nhau."),
    (914, "error", "Thẻ mở và thẻ đóng khác chữ đi kèm (p, tr, tc)."),
    (915, "error", "Khối mở và đóng ở hai chỗ không cùng cấp (trong và ngoài bảng, khung chữ)."),
    (916, "warning", "Khối mở ở một ô hay hàng của bảng, đóng ở ô, hàng, bảng khác."),
    (917, "error", "Thẻ cho hàng, cho ô nằm ngoài bảng."),
    (918, "note", "Thẻ lệnh một mình một đoạn mà thẻ cùng cặp thì không, để lại đoạn trống."),
    (919, "error", "Thẻ nằm ở chỗ không được điền."),
    (920, "error", "Thẻ bị cắt rời: giữa thẻ có hình, ngắt dòng hay một nửa trường của Word."),
    # 92x: what a tag says
    (921, "error", "Lệnh trong thẻ viết hoa hoặc viết rời."),
    (922, "error", "Thẻ gọi một lệnh không có."),
    (923, "error", "Thẻ viết sai cách."),
    (924, "error", "Thẻ dùng bộ lọc, phép thử không có."),
    (925, "error", "Thẻ đòi một việc không được phép."),
    (926, "error", "Mẫu vượt giới hạn: quá dài, lồng quá sâu, tính quá lâu."),
    (927, "error", "Phép tính trong thẻ không ra kết quả với dữ liệu của giấy tờ."),
    (928, "note", "Trong thẻ có ngoặc kép cong, ký tự ẩn, dấu cách lạ; vẫn đọc được."),
    (929, "error", "Tệp mẫu chứa thứ không nhận: macro, tệp nhúng, nội dung lấy từ ngoài."),
    # 93x: the paper as a whole
    (930, "note", "Phông chữ của mẫu không có trên máy này."),
    (931, "warning", "Phông chữ của bảng mã cũ (.VnTime, VNI); chữ điền vào sẽ vỡ dấu."),
    (932, "warning", "Mẫu không còn một phần mà giấy tờ phải có."),
    (933, "error", "Tên trong thẻ có thể là nhiều trường."),
    # 94x: rendered on trial, values followed to the page
    (940, "warning", "Giá trị của trường được điền mà không thấy trên trang giấy."),
    (941, "note", "Trường nằm dưới điều kiện không lần nào đúng với dữ liệu thử."),
    (942, "warning", "Danh sách chỉ in ra vài mục, các mục khác không thấy trên trang giấy."),
    (943, "warning", "Bảng rộng hơn khổ chữ của trang, bên phải ra ngoài lề hay ngoài giấy."),
    # 95x: what a file is for
    (951, "error", "Khoảng ngày áp dụng của mẫu Word riêng viết sai."),
    (952, "warning", "Hai mẫu Word riêng của một mẫu cùng áp dụng cho những ngày ấy."),
    (953, "note", "Mẫu có sẵn đã đổi từ khi cơ quan chép về sửa."),
    (954, "error", "Dòng đầu của một giấy tờ riêng viết chưa đúng."),
    (955, "warning", "Một trường trộn thư của Word không có thẻ tương ứng."),
    (956, "warning", "Giấy tờ riêng chưa viết nội dung."),
)

_REGISTER = _table(
    "SO",
    # 1xx: numbers, dates and files of the register of outgoing documents
    (101, "note", "Dãy số trong sổ không bắt đầu từ 01."),
    (102, "error", "Dãy số thiếu số ở giữa."),
    (103, "warning", "Ngày văn bản không theo thứ tự số."),
    (104, "warning", "Văn bản chưa có ngày."),
    (105, "warning", "Ngày văn bản sau hôm nay."),
    (106, "warning", "Ngày văn bản ngoài nhiệm kỳ."),
    (107, "error", "Một số và ký hiệu có ở nhiều dòng."),
    (108, "warning", "Một tệp mang nhiều số."),
    # 2xx: whose numbers they are
    (201, "error", "Một dãy số có dòng của nhiều cơ quan."),
    (202, "error", "Số lần lượt ghi tên nhiều cơ quan, chưa rõ của ai."),
    (203, "warning", "Số trước đây ghi tên cơ quan khác."),
    (204, "warning", "Số lần lượt in ở nhiều thư mục làm việc."),
    (205, "warning", "Số chưa rõ của cơ quan nào."),
    (206, "warning", "Một cơ quan có hai định danh."),
    # 3xx: the workspace's papers beside the register
    (301, "warning", "Chưa so được giấy tờ với sổ văn bản."),
    # 4xx: taking over a register kept in Excel
    (401, "note", "Số đã có trong sổ, bỏ qua."),
    (402, "error", "Số trong sổ là văn bản khác."),
    (403, "warning", "Dòng không có số, không nhập."),
    (404, "error", "Không đọc được số."),
    (405, "error", "Không rõ tên loại văn bản."),
    (406, "warning", "Dòng ghi cơ quan khác."),
    (407, "error", "Loại văn bản không có trong bộ quy tắc."),
    (408, "error", "Hai dòng trùng số."),
    (409, "warning", "Dòng không có ngày văn bản."),
    (410, "warning", "Dòng ghi ngày ngoài nhiệm kỳ."),
    (420, "error", "Dòng mang ký hiệu cơ quan khác."),
    (421, "error", "Excel đã đổi số văn bản thành ngày."),
    (422, "warning", "Văn bản đến, không nhập."),
    (423, "error", "Trang có số văn bản mà không có dòng tên cột."),
    (424, "error", "Số cách quá xa các số khác của dãy."),
    (425, "warning", "Số chèn (01a, 01bis) ghi vào ghi chú của số chính."),
    (426, "warning", "Dòng không nhập mang số lớn hơn số cuối của dãy."),
    (427, "note", "Cột sổ không có chỗ được giữ trong ghi chú."),
    (428, "note", "Số và ký hiệu được viết lại cho đúng cách."),
    (429, "warning", "Một dòng ghi nhiều số."),
    (430, "warning", "Số giữ chỗ, chưa có văn bản."),
    (431, "warning", "Dòng chỉ có số, không nhập."),
    (432, "warning", "Dãy số trong sổ cũ thiếu số."),
    (433, "warning", "Ngày trong sổ cũ không theo thứ tự số."),
    (434, "warning", "Năm của ngày lấy theo tiêu đề hoặc dòng trên."),
    (435, "note", "Dấu “như trên” được hiểu theo dòng trên."),
    (436, "warning", "Chưa rõ số đã huỷ hay còn hiệu lực."),
    (437, "warning", "Số bị gạch ngang."),
    (438, "warning", "Trích yếu nói tên loại khác với phần đang đứng."),
    (439, "note", "Dòng lặp lại, bỏ qua."),
    (440, "note", "Dòng thuộc nhiệm kỳ khác."),
    (441, "warning", "Số đã có trong sổ, sổ cũ ghi khác vài điều."),
    (442, "warning", "Trang không có dòng tên cột, không đọc."),
    (443, "warning", "Hai cột ghi hai số khác nhau."),
    (444, "warning", "Trang là sổ của cơ quan khác, không nhập."),
    (445, "warning", "Ký hiệu loại không có trong thể thức, giữ như đã ghi."),
    # 45x: one body under several codes, and where the register lies
    (450, "warning", "Một cơ quan ghi bằng hai mã."),
    (451, "warning", "Hai mã cùng một tên cơ quan."),
    (452, "warning", "Sổ trên ổ mạng dùng nhật ký không hợp với ổ mạng."),
)

CODES: dict[str, FindingCode] = {**_DATA, **_REGISTER}
"""Every code: KT for the workbook, lists and masters, SO for the register."""

# Others follow from these: a column not read, a row not seen, a whole column misread.
_FIRST = frozenset(
    [f"KT-{n}" for n in (101, 102, 103, 104, 107, 108, 110, 111, 205, 213, 214, 231, 233)]
    + [f"KT-{n}" for n in (836, 837, 838, 840, 841, 844, 845, 846)]
)
# Nothing on a paper changes when they are left as they are.
_LAST = frozenset(
    [f"KT-{n}" for n in (105, 106, 112, 204, 210, 211, 216, 318, 705, 706, 815, 835)]
    + [f"SO-{n}" for n in (101, 103, 104, 105, 106, 203, 205, 301)]
)


QUIET = frozenset(["KT-607", "KT-707"])
"""What the program itself does not know for certain: in the details and the marked copy alone."""


EACH = frozenset(f"KT-{n}" for n in (812, 836, 837, 838, 839, 840, 841, 846))
"""Who is who: told person by person, for each is a decision of its own."""


def importance(code: str) -> int:
    """How a finding stands among those of its severity (độ quan trọng): 0 first, 1, 2 last."""
    return 0 if code in _FIRST else 2 if code in _LAST else 1
